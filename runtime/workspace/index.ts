export { fileRole } from './fileRole.ts';
export type { FileRole } from './fileRole.ts';
export { ProjectView } from './projectView.ts';
