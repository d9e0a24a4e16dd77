import type { Request } from 'express';
import type { UploadRule } from '../routing/route.ts';
import { tooLarge, wrongContentType } from '../validation/read-body.ts';

/** Throws 415 or 413 when the request says itself that it brings another type or more than is taken: before anything of it is read. */
export function refuseByHead(request: Request, { types, mostBytes }: UploadRule): void {
  if (!types.some((type) => request.is(type) === type)) throw wrongContentType(request, types);
  if (Number(request.get('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes);
}
