import type { OpStateText, TestStateText } from '../../runtime/protocol/index.ts';

/** Context values of servers: a name for the state, then the words package.json's menus look for. */
export const serverMenus = {
  on: 'ockle.server.on isLive canTurnOff canForce',
  off: 'ockle.server.off isLive canTurnOn canForce',
  switching: 'ockle.server.switching isLive',
  failed: 'ockle.server.failed isLive canTurnOn canTurnOff canForce canReset',
  unknown: 'ockle.server.unknown isLive canTurnOn canTurnOff canForce',
  notRunning: 'ockle.server.notRunning',
  broken: 'ockle.server.broken',
} as const;

/** What a user may sensibly ask of a server in a state. */
type ServerMenu = keyof typeof serverMenus;

/** How a state is shown: always by words and by an icon, never by colour alone. */
export interface Appearance {
  readonly text: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Id of a theme colour. */
  readonly color: string;
  /** File in `media/states` that stands in for a codicon whose shape another state has too. */
  readonly picture?: Picture;
}

/** Names of the pictures in `media/states`. */
export type Picture = 'notInitiated' | 'forcedOn' | 'forcedOff';

/** A server's appearance and what can be asked of it. */
export interface OpStateAppearance extends Appearance {
  readonly menu: ServerMenu;
}

type Look = readonly [icon: string, color: string, menu: ServerMenu, picture?: Picture];

/** Every operation state by its exact text. */
const looks: Readonly<Record<OpStateText, Look>> = {
  OK: ['pass-filled', 'testing.iconPassed', 'on'],
  OFF: ['circle-large-outline', 'disabledForeground', 'off'],
  'Switching on': ['arrow-circle-up', 'charts.blue', 'switching'],
  'Switching off': ['arrow-circle-down', 'charts.blue', 'switching'],
  'Failed to start': ['warning', 'list.warningForeground', 'failed'],
  'Failed to stop': ['warning', 'list.warningForeground', 'failed'],
  'Permanently failed to start': ['error', 'list.errorForeground', 'failed'],
  'Permanently failed to Stop': ['error', 'list.errorForeground', 'failed'],
  'Forced on': ['lock', 'testing.iconPassed', 'on', 'forcedOn'],
  'Forced off': ['lock', 'disabledForeground', 'off', 'forcedOff'],
  'Did not initiate yet': [
    'circle-large-outline',
    'descriptionForeground',
    'unknown',
    'notInitiated',
  ],
  Unknown: ['question', 'charts.yellow', 'unknown'],
};

/** A server of the project's files while no daemon runs; never mistaken for OFF. */
export const notRunningAppearance: OpStateAppearance = {
  text: 'not running',
  icon: 'circle-slash',
  color: 'disabledForeground',
  menu: 'notRunning',
};

/** A server whose file cannot be used. */
export const brokenAppearance: OpStateAppearance = {
  text: 'cannot be used',
  icon: 'error',
  color: 'list.errorForeground',
  menu: 'broken',
};

/** A problem of a server's file. */
export const severityAppearances = {
  error: { text: 'error', icon: 'error', color: 'list.errorForeground' },
  warning: { text: 'warning', icon: 'warning', color: 'list.warningForeground' },
  information: { text: 'information', icon: 'info', color: 'charts.blue' },
} as const satisfies Readonly<Record<string, Appearance>>;

/** Every state of a test. */
const testStateAppearances: Readonly<Record<TestStateText, Appearance>> = {
  SUCCEEDED: { text: 'SUCCEEDED', icon: 'pass', color: 'testing.iconPassed' },
  FAILED: { text: 'FAILED', icon: 'error', color: 'list.errorForeground' },
  'Did not initiate yet': {
    text: 'not run yet',
    icon: 'circle-large-outline',
    color: 'descriptionForeground',
  },
};

/** The state's appearance; a text this version does not know looks like Unknown. */
export function opStateAppearance(text: string): OpStateAppearance {
  const isKnown = Object.hasOwn(looks, text);
  const [icon, color, menu, picture] = looks[isKnown ? (text as OpStateText) : 'Unknown'];
  return { text, icon, color, menu, ...(picture && { picture }) };
}

/** The test state's appearance; a text this version does not know is shown under its own name. */
export function testStateAppearance(text: string): Appearance {
  return Object.hasOwn(testStateAppearances, text)
    ? testStateAppearances[text as TestStateText]
    : { text, icon: 'question', color: 'charts.yellow' };
}
