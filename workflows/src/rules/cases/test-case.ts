/** The instant of a time of Asia/Shanghai: `2017-07-03T10:00`. */
export const instantOf = (time: string): number =>
  Date.parse(`${time}${time.length === 16 ? ':00' : ''}+08:00`);
