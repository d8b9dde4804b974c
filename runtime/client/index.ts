/** Calls the commands of a daemon over its socket. */
export { ClientError } from './clientError.ts';
export {
  OckleCommands,
  type DependencyMap,
  type EditResult,
  type IniFiles,
  type IniSections,
  type ServerView,
  type SwitchableView,
  type TestView,
} from './ockleCommands.ts';
export { OckleClient, type ClientOptions } from './ockleClient.ts';
