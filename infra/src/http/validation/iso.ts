import { z } from 'zod';

/** An instant as answers give it: ISO 8601 with the offset of Asia/Shanghai. */
export const IsoInstant = z.iso.datetime({ offset: true }).meta({ examples: ['2026-03-02T10:00:00+08:00'] });

/** An instant as answers give it: as Asia/Shanghai writes it, which has had no other time since 1991. */
export const isoOf = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().replace(/(?:\.000)?Z$/, '+08:00');

/** A calendar day of Asia/Shanghai. */
export const IsoDay = z.iso.date().meta({ examples: ['2026-03-02'] });
