/** On every page: what makes a working page more pleasant. Without it everything still works. */
import { enhanceLocate } from "./locate";
import { enhanceField, enhanceSearch } from "./suggest";

/** After a refused form the reader should hear what is wrong first. */
function focusSummary(): void {
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
}

/** The map is large, so it is loaded only when it comes into view; a saved-data wish leaves the picture. */
function awaitMaps(): void {
  const figures = document.querySelectorAll<HTMLElement>("figure.map[data-map]");
  const connection = (navigator as Navigator & { connection?: { saveData?: boolean } }).connection;
  if (figures.length === 0 || connection?.saveData === true || !("IntersectionObserver" in window)) return;
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        observer.unobserve(target);
        const source = target.dataset["map"];
        if (source === undefined) continue;
        import(source).then(
          (module: { show: (figure: HTMLElement) => void }) => module.show(target),
          () => undefined, // the picture stays
        );
      }
    },
    { rootMargin: "200px" },
  );
  figures.forEach((figure) => observer.observe(figure));
}

document.querySelectorAll<HTMLFormElement>("form[data-suggest]").forEach(enhanceSearch);
document.querySelectorAll<HTMLElement>("[data-suggest-field]").forEach(enhanceField);
document.querySelectorAll<HTMLButtonElement>("button[data-locate]").forEach(enhanceLocate);
focusSummary();
awaitMaps();
