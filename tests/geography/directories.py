"""Made-up ONS directories for tests. British postcodes; the BT row has no real coordinates."""

import zipfile
from pathlib import Path

NSPL_2026 = (
    "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty26cd,ced25cd,lad26cd,wd26cd,nhser24cd,"
    "ctry26cd,rgn26cd,pcon24cd,ttwa15cd,itl25cd,npark16cd,lsoa21cd,msoa21cd,wz11cd,sicbl26cd,bua24cd,ruc21ind,oac21ind,"
    "lat,long,lep21cd1,lep21cd2,pfa23cd,imd25ind,icb26cd"
)
ONSPD_2023 = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,"
    "ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,park,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,"
    "msoa11,wz11,sicbl,bua11,buasd11,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21"
)
ENGLAND, SCOTLAND = "E92000001", "S92000003"
YORKSHIRE = "E12000003"
LEEDS, CORNWALL_LIKE_COUNTY = "E08000035", "E10000019"


def line(header: str, postcode: str, latitude: object, longitude: object, **values: str) -> str:
    """One row under a header; values are given by the beginnings of column names (``lad``, ``ctry``)."""
    row = []
    for name in header.split(","):
        given = next((value for start, value in values.items() if name.startswith(start)), "")
        row.append({"pcd": postcode, "pcd7": postcode, "pcd8": postcode, "pcd2": postcode, "pcds": postcode,
                    "lat": str(latitude), "long": str(longitude)}.get(name, given))  # fmt: skip
    return ",".join(f'"{value}"' if value else "" for value in row)


def leeds(header: str = NSPL_2026) -> list[str]:
    """Five good rows (one retired), one without a point, one BT row."""
    new = header is NSPL_2026
    of_leeds = {("lad" if new else "oslaua"): LEEDS, "ctry": ENGLAND, "rgn": YORKSHIRE}
    return [
        line(header, "LS1 1AA", 53.8, -1.5, **of_leeds),
        line(header, "LS1 1AB", 53.82, -1.54, **of_leeds),
        line(header, "LS1 9ZZ", 53.9, -1.9, doterm="200106", **of_leeds),
        line(header, "PE2 1AA", 52.5, -0.2, ctry=ENGLAND, rgn="E12000006",
             **{("cty" if new else "oscty"): CORNWALL_LIKE_COUNTY, ("lad" if new else "oslaua"): "E07000136"}),
        line(header, "PE2 1AB", 52.6, -0.3, ctry=ENGLAND, rgn="E12000004",
             **{("cty" if new else "oscty"): "E99999999", ("lad" if new else "oslaua"): "E06000031"}),
        line(header, "LS1 1ZZ", "99.999999", "0.000000", **of_leeds),
        line(header, "BT1 1AA", 54.0, -6.0, ctry="N92000002", rgn="N99999999"),
    ]  # fmt: skip


def written(path: Path, header: str, rows: list[str], *, bom: bool = True) -> Path:
    """A csv file."""
    path.write_text(("\ufeff" if bom else "") + "\r\n".join([header, *rows]) + "\r\n", encoding="utf-8")
    return path


def zipped(path: Path, members: dict[str, str]) -> Path:
    """A zip file with these texts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path
