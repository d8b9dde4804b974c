export type { TemplateDefault } from './templateDefaults.ts';
export { templateDefaults } from './templateDefaults.ts';
export type { ArgumentKind, FormControl, TypeArgument, ValueType } from './valueTypes.ts';
export { findValueType, valueTypes } from './valueTypes.ts';
