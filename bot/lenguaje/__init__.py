"""Los modelos que se pueden usar si la institución los configura. Sin ellos todo funciona igual."""
