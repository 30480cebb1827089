"""A program for tests: app.py as it is, with Streamlit's own routes; says them, then serves.

Its only line of output is JSON: the port, and each route with its methods.
"""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def routes(found, before=""):
    """Each path with its methods; those of a mounted folder or program under its path."""
    from starlette.routing import Mount, Route, WebSocketRoute

    for route in found:
        path = f"{before}{route.path}"
        if isinstance(route, WebSocketRoute):
            yield path, ["WEBSOCKET"]
        elif isinstance(route, Route):
            yield path, sorted(route.methods or ["*"])
        elif isinstance(route, Mount) and route.routes:
            yield from routes(route.routes, path)
        else:
            yield f"{path}/*", ["*"]


def main() -> None:
    """Serve on the port of the first argument; 0 is any free one."""
    import uvicorn
    from streamlit import config

    # With the settings beside it, as `streamlit run` finds them.
    config._main_script_path = str(ROOT / "app.py")
    sys.path.insert(0, str(ROOT))
    from app import app  # the calendars stand before it

    place = socket.socket()
    place.bind(("127.0.0.1", int(sys.argv[1])))
    place.listen()
    known = list(routes(app.app._build_starlette_app().routes))
    print(json.dumps({"port": place.getsockname()[1], "routes": known}), flush=True)
    config = uvicorn.Config(app, log_level="warning")
    uvicorn.Server(config).run(sockets=[place])


if __name__ == "__main__":
    main()
