/** An invoice as a caller presents it. */
export const financedInvoice = (connectionId: string, number: string) => ({
  connectionId,
  number,
  seller: { scheme: "siren", number: "732829320", name: "Menuiserie Lemaire" },
  buyer: { scheme: "siren", number: "552100554", name: "Grand Chantier SA" },
  issuedOn: "2026-01-31",
  dueOn: "2026-03-31",
  net: { amount: "400.00", currency: "EUR" },
  vat: { amount: "80.00", currency: "EUR" },
  total: { amount: "480.00", currency: "EUR" },
  document: "JVBERi0xLjQKJSVFT0YK"
})
