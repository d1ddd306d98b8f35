"""Los números que escribe la gente: un solo lector de cifras, y las cantidades, montos, plazos y poblaciones."""
