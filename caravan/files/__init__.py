"""The outside formats: what people edit (CSV, YAML) and what programs exchange (plan.json)."""
