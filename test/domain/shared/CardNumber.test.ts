import { assert, it } from "@effect/vitest"
import { holdsCardNumber, withoutCardNumbers } from "../../../domain/shared/CardNumber.ts"

const held = [
  "4111111111111111",
  "4111 1111 1111 1111",
  "4111-1111-1111-1111",
  "4111 - 1111 - 1111 - 1111",
  "4111.1111.1111.1111",
  "4111\u00a01111\u20111111\u20131111",
  "４１１１１１１１１１１１１１１１",
  "carte 341111111111111 exp 10/28",
  "pan=30205252489926&x",
  "6799990100000000019",
  "4111111111111111 123",
  "12 4111111111111111",
  "x4111111111111111x",
  "sale-4111111111111111",
  "36000000000008",
  "38000000000006",
  "39000000000005"
]

const free = [
  "",
  "4111111111111112",
  "0000 0000 0000 0000",
  "00000000-000000-000000-000000000000",
  "019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11",
  "41111111-1111-1111-1111-111111111111",
  "10000000001",
  "FR76 3000 6000 0112",
  "411111111111",
  "SIRET 73282932000074",
  "732 829 320 00074",
  "Facture F-1, 55210055400013",
  "4xxxxxxxxxxx1111"
]

it.each(held)("%s holds a card number", (text) => {
  assert.isTrue(holdsCardNumber(text))
  const cleaned = withoutCardNumbers(`before ${text} after`)
  assert.isFalse(holdsCardNumber(cleaned), cleaned)
  assert.include(cleaned, "before")
})

it.each(free)("%s holds none, and stays as it is", (text) => {
  assert.isFalse(holdsCardNumber(text))
  assert.strictEqual(withoutCardNumbers(text), text)
})
