/** What is kept in the phone: filled checklists with their pictures, by their id, until the server has them. */
import { Kept, openKept } from "../kept";
import { Filled } from "./form";

export type Phone = Kept<Filled>;

export const openPhone = (): Promise<Phone> => openKept<Filled>("okrsek-rounds", "filled");
