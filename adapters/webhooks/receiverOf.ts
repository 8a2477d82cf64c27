import { Option, Result } from "effect"
import {
  checkReceiver,
  hostOf,
  isAddress,
  isLoopbackAddress,
  isPublicAddress,
  type ReceiverLimits
} from "../../domain/platform/webhooks/model/index.ts"

/**
 * The address as it is checked each time something is sent: rules may be stricter than when it was given. An IP address
 * is never looked up, so it is judged here.
 */
export const receiverOf = (address: string, limits: ReceiverLimits): URL | undefined =>
  Option.getOrUndefined(
    Option.filter(
      Result.getSuccess(checkReceiver(address, limits)),
      (url) => !isAddress(hostOf(url)) || allowedAddress(limits)(hostOf(url))
    )
  )

export const allowedAddress =
  ({ loopback }: ReceiverLimits) =>
  (address: string): boolean =>
    isPublicAddress(address) || (loopback && isLoopbackAddress(address))
