import type { Browser, BrowserContext } from 'playwright-core';

/** Starts the headless browser that shows VS Code. */
export function launchChromium(): Promise<Browser>;

/** A fresh browser profile, so that no window knows what another one stored. */
export function newProfile(browser: Browser): Promise<BrowserContext>;
