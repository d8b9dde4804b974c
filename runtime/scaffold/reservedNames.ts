/** Words that mean something to TypeScript, by which a class could not be called or would confuse. */
const typeScriptWords = `
  abstract any arguments as asserts async await bigint boolean break case catch class const
  constructor continue debugger declare default delete do else enum eval export extends false
  finally for from function get if implements import in infer instanceof interface is keyof let
  module namespace never new null number object of package private protected prototype public
  readonly require return satisfies set static string super switch symbol this throw true try type
  typeof undefined unique unknown using var void while with yield __proto__`;

/** Names that every module has; a class of that name would hide what the rest of the file means. */
const typeScriptGlobals = `
  AbortController AbortSignal Array ArrayBuffer Atomics BigInt Blob Boolean Buffer Date Error Event
  EventTarget Function Infinity Intl Iterator JSON Map Math NaN Number Object Promise Proxy Record
  Reflect RegExp Set String Symbol URL WeakMap WeakRef WeakSet clearInterval clearTimeout console
  exports fetch global globalThis performance process queueMicrotask setImmediate setInterval
  setTimeout structuredClone`;

const pythonWords = `
  False None True and as assert async await break case class continue def del elif else except
  finally for from global if import in is lambda match nonlocal not or pass print raise return
  self super try type while with yield`;

/** Built-in names, and modules that plugins import by that name. */
const pythonNames = `
  BaseException Exception KeyError TypeError ValueError bool bytes dict float int isinstance len list
  object open range set str tuple
  asyncio collections common datetime functools importlib itertools json logging math os pathlib
  plugins queue random re requests socket subprocess sys threading time traceback typing`;

/** What Ockle itself calls something. */
const ockleNames = `
  AutoControl CommandData CommandHandler CommunicationHandler CoreCommunicationCommands
  EditingCommunicationCommands GaraphTester GraphTester JsonValue Log Logger MainDaemon
  ModuleTemplate Ockle OpState PowerTester ServerNetwork ServerNode ServerTest SocketListener
  SwitchableObject`;

/** Windows keeps these for devices, whatever the extension. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

const reasons: readonly (readonly [reason: string, names: ReadonlySet<string>])[] = [
  ['a name of Ockle itself', words(ockleNames)],
  ['a reserved word of TypeScript', words(typeScriptWords)],
  ['a reserved word of Python', words(pythonWords)],
  ['a name that TypeScript itself uses', words(typeScriptGlobals)],
  ['a name that Python itself uses', words(pythonNames)],
];

/** What else the name means, or nothing when a plugin may have it. */
export function reservedBecause(name: string): string | undefined {
  if (deviceName.test(name)) return 'a device on Windows, so no file can have this name there';
  return reasons.find(([, names]) => names.has(name))?.[0];
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
