import type { VirtualTime } from './virtualTime.ts';

/** `Date` whose present is that of virtual time; everything else is Node's own. */
export function virtualDate(time: VirtualTime): DateConstructor {
  const RealDate = Date;
  const routed: DateConstructor = new Proxy(RealDate, {
    apply: () => new RealDate(time.now).toString(),
    construct: (target, args: readonly unknown[], newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [time.now], newTarget) as Date,
    get: (target, name, receiver) =>
      name === 'now' ? () => time.now : (Reflect.get(target, name, receiver) as unknown),
  });
  RealDate.prototype.constructor = routed;
  return routed;
}
