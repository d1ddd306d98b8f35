"""La biblioteca: los documentos que agrega la agencia, con sus versiones, y el catálogo que dice cuáles se citan."""
