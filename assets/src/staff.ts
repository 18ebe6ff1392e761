/** On pages of the workplace: what makes a day's work quicker and safer. Without it everything still works. */
import { keepDrafts } from "./staff/drafts";
import { showFiles } from "./staff/files";
import { listen } from "./staff/keys";
import { suggestPlaces } from "./staff/place";
import { showPresence } from "./staff/presence";
import { guardUnsaved } from "./staff/unsaved";

listen();
document.querySelectorAll<HTMLFormElement>("form[method=post]").forEach(guardUnsaved);
document.querySelectorAll<HTMLFormElement>("form[data-draft]").forEach(keepDrafts);
document.querySelectorAll<HTMLElement>("[data-presence]:not(#work-status)").forEach(showPresence);
document.querySelectorAll<HTMLInputElement>("input[type=file]").forEach(showFiles);
document.querySelectorAll<HTMLElement>("[data-place]").forEach(suggestPlaces);
