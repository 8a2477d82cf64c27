/** Whether a text contains one of these, without case and accents. */
export const containsOne = (label: string, texts: ReadonlyArray<string>): boolean => {
  const plain = plainOf(label)
  return texts.some((text) => plain.includes(plainOf(text)))
}

const plainOf = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
