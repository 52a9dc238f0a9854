"""What QGIS says of files of events, as JSON. Run by the Python that has QGIS.

usage: read_qgis.py FILE…
"""
import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import NULL, QgsApplication, QgsVectorLayer  # noqa: E402
from qgis.PyQt.QtCore import QDate, QDateTime, Qt  # noqa: E402


def plain(value):
    if value is None or value == NULL:
        return None
    return value.toString(Qt.ISODate) if isinstance(value, (QDate, QDateTime)) else value


def read(path):
    layers = [QgsVectorLayer(path, "events", "ogr")]
    if path.endswith((".kml", ".kmz")):
        parts = layers[0].dataProvider().subLayers()
        names = [part.split("!!::!!")[1] for part in parts]
        layers = [QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in names]
    rows = []
    for layer in layers:
        assert layer.isValid(), path
        names = [field.name() for field in layer.fields()]
        for feature in layer.getFeatures():
            point = None if feature.geometry().isNull() else feature.geometry().asPoint()
            row = {name: plain(feature[name]) for name in names}
            rows.append({"properties": row, "point": point and [point.x(), point.y()]})
        assert layer.featureCount() in (-1, len(rows)) or len(layers) > 1, path
    times = layers[0].temporalProperties()
    types = {field.name(): field.typeName() for field in layers[0].fields()}
    return {"rows": rows, "types": types, "times": [times.startField(), times.endField()],
            "crs": layers[0].crs().authid()}


def main():
    application = QgsApplication([], False)
    application.initQgis()
    print(json.dumps({path: read(path) for path in sys.argv[1:]}))
    sys.stdout.flush()
    os._exit(0)  # QGIS takes seconds to end, and sometimes crashes


main()
