import { chromium } from 'playwright-core';
import { findChromium } from '../bootstrap/chromium.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Starts the headless browser that shows VS Code. */
export async function launchChromium() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium. Name its program in CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: flags,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/**
 * A fresh browser profile, so that no window knows what another one stored.
 *
 * @param {import('playwright-core').Browser} browser
 */
export async function newProfile(browser) {
  return browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-US' });
}
