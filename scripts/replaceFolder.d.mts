/** Moves what is in one folder to the place of what is in another; no file there is missing meanwhile. */
export function replaceFolder(made: string, place: string): Promise<void>;
