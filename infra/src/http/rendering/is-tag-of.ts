/** Whether an If-Match (strong comparison) or If-None-Match (weak) names the tag: RFC 9110 section 8.8.3.2; a list or `*`. */
export function isTagOf(tag: string, header: string, comparison: 'strong' | 'weak'): boolean {
  const named = header.split(',').map((one) => one.trim());
  const fits = comparison === 'weak' ? [tag, `W/${tag}`] : [tag];
  return header.trim() === '*' || named.some((one) => fits.includes(one));
}
