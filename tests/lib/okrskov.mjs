// What the tests know of the demonstration city; its seed is fixed, so it never moves.
export const WHOLE = { question: "karlovarska 1", title: "Karlovarská 1/1", code: 990000001 };
export const VACANT = { question: "zahradni 1", title: "Zahradní 1302/1" };
export const SPLIT = { question: "jungmannova", name: "Jungmannova" };
export const WITHOUT_POSITION = { code: 990000918, title: "Nádražní 1856/110" };
