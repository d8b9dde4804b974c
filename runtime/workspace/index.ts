export type { Declaration } from './declaredSections.ts';
export { fileRole } from './fileRole.ts';
export type { FileRole } from './fileRole.ts';
export type { ProjectViewOptions } from './projectView.ts';
export { misfit } from './rules/valueMisfit.ts';
export { ProjectView } from './projectView.ts';
