using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "loopback", network = (allow = ["local"])),
  ],
  sockets = [
    (name = "client", address = "127.0.0.1:0", http = (), service = "main"),
    (name = "server", address = "127.0.0.1:0", http = (), service = (name = "main", entrypoint = "server")),
  ],
);

# No nodejs_compat: the packages must need only web platform APIs.
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-10-01",
  globalOutbound = "loopback",
);
