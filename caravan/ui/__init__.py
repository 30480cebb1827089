"""The pages that organizers use, made with Streamlit."""
