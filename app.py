"""The app: pages and plain HTTP routes in one process. Start it with `streamlit run app.py`.

Imported by the server, this file builds the ASGI app; run as a script, once for each view of a
page, it draws the interface. Streamlit finds the app by the literal assignment below.
"""

import streamlit as st

if __name__ == "__main__":
    from caravan.ui.main import run

    run()
else:
    from starlette.middleware import Middleware

    from caravan.store.desk import desk
    from caravan.ui.failure import show_failure
    from caravan.ui.first_plan import lifespan, settings_or_exit
    from caravan.web.headers import SafeHeaders, keep_secrets_out_of_logs
    from caravan.web.routes import routes

    keep_secrets_out_of_logs()
    ROUTES = routes(desk(settings_or_exit()))
    app = st.App(
        __file__,
        routes=ROUTES,
        middleware=[Middleware(SafeHeaders)],
        lifespan=lifespan,
        on_script_error=show_failure,
    )
