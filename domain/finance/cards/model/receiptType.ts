/** What kind of receipt a file is, by its first bytes: PDF, JPEG or PNG. null is none of these. */
export const receiptType = (bytes: Uint8Array): "application/pdf" | "image/jpeg" | "image/png" | null => {
  const starts = (...first: ReadonlyArray<number>) => first.every((byte, index) => bytes[index] === byte)
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return "application/pdf"
  if (starts(0xff, 0xd8, 0xff)) return "image/jpeg"
  return starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ? "image/png" : null
}
