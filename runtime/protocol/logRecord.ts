/** One record of Ockle's log without line end: local time, a blank, the text as it is. */
export function logRecord(t: number, text: string): string {
  const at = new Date(t);
  const date = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(twoDigits).join('/');
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(':');
  return `${date} ${time} ${text}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
