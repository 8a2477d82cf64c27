/** The way back from a consent, with the key of what was asked in it: Swan shows it with the consent. */
export const backWith = (field: string, returnUrl: string, key: string) => {
  const back = new URL(returnUrl)
  back.searchParams.set(field, key)
  return back.href
}

/** The key in a way back; null where it has none. */
export const keyIn = (field: string, redirectUrl: string) =>
  URL.canParse(redirectUrl) ? new URL(redirectUrl).searchParams.get(field) : null
