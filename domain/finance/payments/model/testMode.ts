/** Marks the type of a notification whose gateway says that its account was in test mode. */
export const testModeMark = ".test-mode"

export const isOfTestMode = (type: string): boolean => type.endsWith(testModeMark)
