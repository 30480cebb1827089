"""The app: pages and plain HTTP routes in one process. Start it with `streamlit run app.py`.

Imported by the server, this file builds the ASGI app; run as a script, once for each view of a
page, it draws the interface. Streamlit finds the app by the literal assignment below.
"""

import streamlit as st

if __name__ == "__main__":
    from caravan.ui.main import run

    run()
else:
    from caravan.store.desk import desk
    from caravan.store.log import set_up_logs
    from caravan.ui.access.visitor import can_log_in_elsewhere
    from caravan.ui.failure import show_failure
    from caravan.ui.first_plan import lifespan, settings_or_exit
    from caravan.web.feeds import Feeds
    from caravan.web.middleware import Calendars, middleware
    from caravan.web.routes import routes

    DESK = desk(settings_or_exit())
    set_up_logs(DESK.settings.log)
    OTHER_WAYS = can_log_in_elsewhere()
    FEEDS = Feeds(DESK)
    app = st.App(
        __file__,
        routes=routes(DESK, has_other_ways=OTHER_WAYS),
        middleware=middleware(DESK, FEEDS, has_other_ways=OTHER_WAYS),
        lifespan=lifespan,
        on_script_error=show_failure,
    )
    # Asked for all day: before Streamlit's own layers. It starts whatever has the name `app`.
    app = Calendars(app, FEEDS, DESK.access)  # type: ignore[assignment]  # the name must stay
