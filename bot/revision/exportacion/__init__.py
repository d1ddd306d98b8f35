"""Lo que sale para que el personal lo lea: la carpeta exportada, sus hojas y su página sin internet."""
