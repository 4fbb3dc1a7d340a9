package io.socketio.jakarta.adapter;

import io.socketio.jakarta.fakes.LoopbackCluster;

/** The contract is one that adapters for clusters can keep. */
class ClusterContractTest extends AdapterContract {
    @Override
    protected Adapter create(LocalSockets sockets) {
        return new LoopbackCluster().factory().create(sockets);
    }
}
