export { compareWithBooks } from "./compareWithBooks.ts"
export { importStatements } from "./importStatements.ts"
export { postBankLine } from "./postBankLine.ts"
export { previewStatements } from "./previewStatements.ts"
