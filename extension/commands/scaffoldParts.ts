import type { KeepOnDisk } from './keepOnDisk.ts';
import type { NewTsconfigs } from './newTsconfigs.ts';
import type { QuickInputParts } from './quickInput.ts';
import type { ShippedFiles } from './shippedFiles.ts';

/** What the commands that write files are made of. */
export interface ScaffoldParts {
  readonly shipped: ShippedFiles;
  readonly keeper: KeepOnDisk;
  readonly newTsconfigs: NewTsconfigs;
  readonly quickInput: QuickInputParts;
  /** Shows a sentence in the status bar for a while. */
  readonly say: (message: string) => void;
}
