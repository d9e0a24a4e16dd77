import { describe, expect, test } from '@jest/globals';
import { changedWish, orderOf, stepToShow } from './order-wish.ts';

const wish = { projectCode: 'P1', track: '30', days: 20, cites: ['P201706160001'] } as const;

describe('an order that is not placed yet', () => {
  test('shows no step before what comes first is chosen', () => {
    expect(stepToShow({ cites: [] }, 'confirm')).toBe('project');
    expect(stepToShow({ projectCode: 'P1', cites: [] }, 'confirm')).toBe('track');
    expect(stepToShow({ projectCode: 'P1', cites: [] }, 'track')).toBe('track');
    expect(stepToShow({ projectCode: 'P1', cites: [] }, undefined)).toBe('project');
    expect(stepToShow(wish, 'confirm')).toBe('confirm');
    expect(stepToShow(wish, 'project')).toBe('project');
  });

  test('names days on track 30 alone', () => {
    expect(orderOf(wish)).toEqual({ ...wish, cites: ['P201706160001'] });
    expect(orderOf({ ...wish, track: '50' })).toEqual({ projectCode: 'P1', track: '50', cites: wish.cites });
    expect(orderOf({ ...wish, track: undefined })).toBeUndefined();
    expect(changedWish(wish, { track: '50' })).toMatchObject({ track: '50', days: undefined });
  });

  test('cites nothing of another project', () => {
    expect(changedWish(wish, { projectCode: 'P2' }).cites).toEqual([]);
    expect(changedWish(wish, { projectCode: 'P1' }).cites).toEqual(wish.cites);
    expect(changedWish(wish, { projectCode: 'P2', cites: ['P2'] }).cites).toEqual(['P2']);
  });
});
