/** Packs what is built into an extension file: `file` is where the .vsix goes. */
export function packageVsix(file: string): Promise<void>;
