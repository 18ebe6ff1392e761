/** On pages of the workplace. Without it everything still works. */
export {};
