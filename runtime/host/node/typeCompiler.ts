/** A product of its own, because only plugins in TypeScript need it, and only while they load. */
export { transformSync } from 'amaro';
