/** The event of a map's root that says that it was drawn: what is on the canvas can be read until it is on the screen. */
export const DRAWN = 'drawn';
