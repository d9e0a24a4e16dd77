type Part = Node | string | false | null | undefined;

/** An element with its properties and what it holds; texts are texts, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...parts: readonly Part[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...parts.filter((part) => part !== false && part !== null && part !== undefined));
  return made;
}

/** Says of an element what no property of it says, such as `aria-describedby`. */
export function marked<Made extends Element>(made: Made, marks: Readonly<Record<string, string>>): Made {
  for (const [name, value] of Object.entries(marks)) made.setAttribute(name, value);
  return made;
}
