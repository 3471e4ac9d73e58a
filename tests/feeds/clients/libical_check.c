/* Read a calendar from standard input with libical, as Evolution and KOrganizer do.
 * Print "problem <text>" for everything its parser or its RFC 5546/5545 restriction check objects to, and for every
 * VEVENT "event <uid> <start in UTC, seconds since 1970> <end or -> <status>", by the time zone inside the calendar,
 * then a line of its own for each property, "property <name> <value in hexadecimal>". Days stand as instants in UTC. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_all(void)
{
    size_t size = 0, room = 1 << 16, got;
    char *text = malloc(room);
    while (text && (got = fread(text + size, 1, room - size - 1, stdin)) > 0) {
        size += got;
        if (size + 1 >= room)
            text = realloc(text, room *= 2);
    }
    if (text)
        text[size] = 0;
    return text;
}

static long long instant(icalcomponent *event, icalproperty *property, struct icaltimetype time)
{
    icalparameter *tzid = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    icaltimezone *zone = icaltimezone_get_utc_timezone();
    if (tzid)
        zone = icalcomponent_get_timezone(icalcomponent_get_parent(event), icalparameter_get_tzid(tzid));
    return (long long)icaltime_as_timet_with_zone(time, zone);
}

static void objections(icalcomponent *component)
{
    icalproperty *property;
    icalcomponent *inner;
    for (property = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); property;
         property = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY))
        printf("problem %s\n", icalproperty_get_xlicerror(property));
    for (inner = icalcomponent_get_first_component(component, ICAL_ANY_COMPONENT); inner;
         inner = icalcomponent_get_next_component(component, ICAL_ANY_COMPONENT))
        objections(inner);
}

static void tell(icalproperty *property)
{
    const char *value;
    char *written = NULL;
    switch (icalproperty_isa(property)) {
    case ICAL_SUMMARY_PROPERTY:
        value = icalproperty_get_summary(property);
        break;
    case ICAL_DESCRIPTION_PROPERTY:
        value = icalproperty_get_description(property);
        break;
    case ICAL_LOCATION_PROPERTY:
        value = icalproperty_get_location(property);
        break;
    default:
        value = written = icalproperty_get_value_as_string_r(property);
    }
    printf("property %s ", icalproperty_get_property_name(property));
    for (; value && *value; value++)
        printf("%02x", (unsigned char)*value);
    printf("\n");
    if (written)
        icalmemory_free_buffer(written);
}

int main(void)
{
    char *text = read_all();
    icalcomponent *calendar = text ? icalparser_parse_string(text) : NULL, *event;
    if (!calendar) {
        printf("problem not a calendar\n");
        return 0;
    }
    icalrestriction_check(calendar);
    objections(calendar);
    for (event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        icalproperty *start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
        icalproperty *end = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY), *property;
        printf("event %s %lld ", icalcomponent_get_uid(event), instant(event, start, icalproperty_get_dtstart(start)));
        if (end)
            printf("%lld", instant(event, end, icalproperty_get_dtend(end)));
        else
            printf("-");
        printf(" %s\n", icalproperty_status_to_string(icalcomponent_get_status(event)));
        for (property = icalcomponent_get_first_property(event, ICAL_ANY_PROPERTY); property;
             property = icalcomponent_get_next_property(event, ICAL_ANY_PROPERTY))
            tell(property);
    }
    icalcomponent_free(calendar);
    free(text);
    return 0;
}
