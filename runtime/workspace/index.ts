export { fileRole } from './fileRole.ts';
export type { FileRole } from './fileRole.ts';
export type { ProjectViewOptions } from './projectView.ts';
export { ProjectView } from './projectView.ts';
