import { Effect } from "effect"
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose"
import { createServer, type ServerResponse } from "node:http"

/** An OpenID Connect provider on 127.0.0.1 that publishes its keys, until the scope closes. */
export const identityProvider = Effect.gen(function* () {
  const signing = yield* keyPair("key-1")
  const state = { requests: 0, keys: [signing.published], answer: answerKeys }
  const server = yield* Effect.acquireRelease(
    Effect.promise(
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const made = createServer((_, response) => {
            state.requests++
            state.answer(response, state.keys)
          })
          made.listen(0, "127.0.0.1", () => resolve(made))
        })
    ),
    (made) =>
      Effect.sync(() => {
        made.closeAllConnections()
        made.close()
      })
  )
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  return { issuer: `http://127.0.0.1:${port}`, jwksUrl: `http://127.0.0.1:${port}/keys`, signing, state }
})

type Published = Awaited<ReturnType<typeof exportJWK>>

const answerKeys = (response: ServerResponse, keys: ReadonlyArray<Published>): void => {
  response.setHeader("content-type", "application/json").end(JSON.stringify({ keys }))
}

/** A key pair with the public half as it is published. */
export const keyPair = (kid: string) =>
  Effect.promise(async () => {
    const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true })
    return { kid, privateKey, published: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" } }
  })

type Signer = Effect.Success<ReturnType<typeof keyPair>>

/** A token signed by the key: good for five minutes unless the claims say otherwise. */
export const sign = ({ kid, privateKey }: Signer, claims: JWTPayload, header: object = {}) =>
  Effect.promise(() =>
    new SignJWT({ exp: Math.floor(Date.now() / 1000) + 300, ...claims })
      .setProtectedHeader({ alg: "RS256", kid, ...header })
      .sign(privateKey)
  )
