"""What is land by the outlines that maps draw."""


def is_land(coast, point):
    """Whether a (latitude, longitude) lies on land, by the even-odd rule."""
    x = (point[1] - coast.translate[0]) / coast.scale[0]
    y = (point[0] - coast.translate[1]) / coast.scale[1]
    inside = False
    for ring in coast.land:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                inside = not inside
    return inside
