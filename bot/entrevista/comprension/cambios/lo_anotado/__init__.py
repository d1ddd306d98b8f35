"""Lo que hay y se puede cambiar: sus partes, cómo se nombran y cuáles se dicen."""
