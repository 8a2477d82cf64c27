import { NodeClusterSocket } from "@effect/platform-node"
import { Layer, Option } from "effect"
import {
  ClusterWorkflowEngine,
  RunnerAddress,
  RunnerHealth,
  Runners,
  ShardingConfig,
  SocketRunner,
  SqlMessageStorage,
  SqlRunnerStorage
} from "effect/cluster"
import { Digest } from "effect/crypto"
import { RpcSerialization } from "effect/rpc"

/**
 * Where the other workers reach this one, and where it listens. Both are inside the machine room: the protocol
 * between workers carries no credential.
 */
export interface WorkerAddress {
  readonly host: string
  readonly port: number
  readonly listenHost: string
}

/**
 * This worker as a member of Effect's cluster: sockets between the workers, PostgreSQL for messages, members and
 * shard locks. A worker that dies is found by the failing ping within seconds, or else by its missing heartbeat: its
 * work is taken over 13 seconds later at most. A worker that hangs loses its locks after 10 seconds. One that is asked
 * to stop lets its jobs run for 3 seconds more, then gives them back.
 */
export const clusterLayer = (address: WorkerAddress) =>
  ClusterWorkflowEngine.layer.pipe(
    Layer.provideMerge(SocketRunner.layer),
    Layer.provide(RunnerHealth.layerPing.pipe(Layer.provide(Runners.layerRpc))),
    Layer.provide([NodeClusterSocket.layerSocketServer, NodeClusterSocket.layerClientProtocol]),
    Layer.provideMerge(SqlMessageStorage.layerStorage({})),
    Layer.provideMerge(SqlRunnerStorage.layerStorage({})),
    Layer.provide([Digest.layerWebCrypto, RpcSerialization.layerSchemaBinary(), configOf(address)])
  )

const configOf = ({ host, listenHost, port }: WorkerAddress) =>
  ShardingConfig.layer({
    runnerAddress: Option.some(RunnerAddress.make(host, port)),
    runnerListenAddress: Option.some(RunnerAddress.make(listenHost, port)),
    shardsPerGroup: 120,
    shardLockRefreshInterval: "3 seconds",
    shardLockExpiration: "10 seconds",
    refreshAssignmentsInterval: "1 second",
    runnerHealthCheckInterval: "2 seconds",
    entityMessagePollInterval: "1 second",
    entityTerminationTimeout: "3 seconds",
    simulateRemoteSerialization: false
  })
