"""OpenStack Swift with its S3 API in one process: proxy, account, container and object servers, each on a free port, with one disk.

Takes the folder of its settings and its disk, and prints the proxy's port.
"""

import os
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402
from swift.common import utils  # noqa: E402

folder = sys.argv[1]
utils.SWIFT_CONF_FILE = os.path.join(folder, "swift.conf")

from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.wsgi import loadapp  # noqa: E402

BACKENDS = ("account", "container", "object")


class Cache:
    """What memcached does for several processes."""

    def __init__(self):
        self.values = {}

    def get(self, key, *_, **__):
        return self.values.get(key)

    def set(self, key, value, *_, **__):
        self.values[key] = value

    def incr(self, key, delta=1, *_, **__):
        self.values[key] = int(self.values.get(key) or 0) + delta
        return self.values[key]

    def delete(self, key, *_, **__):
        self.values.pop(key, None)


cache = Cache()


def with_cache(app):
    def answer(environment, start_response):
        environment["swift.cache"] = cache
        return app(environment, start_response)

    return answer


sockets = {kind: eventlet.listen(("127.0.0.1", 0)) for kind in (*BACKENDS, "proxy")}
ports = {kind: socket.getsockname()[1] for kind, socket in sockets.items()}

for kind in BACKENDS:
    builder = RingBuilder(2, 1, 0)
    disk = {"id": 0, "region": 1, "zone": 1, "device": "disk", "weight": 1.0, "meta": ""}
    here = {"ip": "127.0.0.1", "port": ports[kind]}
    builder.add_dev({**disk, **here, "replication_ip": here["ip"], "replication_port": here["port"]})
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, kind + ".ring.gz"))

pool = eventlet.GreenPool()
silence = open(os.devnull, "w")
for kind, socket in sockets.items():
    app = loadapp(os.path.join(folder, kind + ".conf"), global_conf={"log_name": kind})
    pool.spawn(wsgi.server, socket, with_cache(app), log=silence)
print(ports["proxy"], flush=True)
pool.waitall()
