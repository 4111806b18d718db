"""The headings people use, in English, German and French; accents, case and signs do not count."""

_NUMBERED = ", ".join(
    f"{what} {number}"
    for what in ("ticket", "mmd ticket", "case", "request", "support request", "reference")
    for number in ("no", "nr", "number", "id", "ref", "reference")
)
REQUEST_WORDS = {
    "Ticket": f"{_NUMBERED}, tickets, mmd ticket, id, support request, reference, ref, number, "
    f"issue key, "
    "n ticket, no ticket, ticketnummer, vorgang, vorgangsnummer, vorgangs nr, fallnummer, "
    "aktenzeichen, referenz, "
    "referenznummer, antragsnummer, numéro, numéro de ticket, no de ticket, n de ticket, "
    "référence, "
    "numéro de demande, no de demande, n de demande, numéro de dossier",
    "Customer": "customer name, company, company name, organisation, organization, organisation "
    "name, "
    "organization name, tenant, tenant name, client, account, kunde, kundenname, firma, "
    "firmenname, unternehmen, "
    "mandant, auftraggeber, société, entreprise, nom du client, nom de la société, nom de l "
    "entreprise",
    "Exemption type": "exception type, customization type, customisation type, exemption, "
    "exception, customization, "
    "customisation, type of exemption, type of exception, type of customization, type of "
    "customisation, ausnahmetyp, "
    "ausnahmeart, ausnahme, art der ausnahme, typ der ausnahme, type d exemption, type d "
    "exception, "
    "type de dérogation, type de l exemption, type de personnalisation, exemption demandée, "
    "dérogation",
    "Title": "subject, summary, short description, request title, headline, titel, betreff, "
    "kurzbeschreibung, "
    "kurzbezeichnung, thema, titre, objet, intitulé, sujet",
    "Requirement": "requirements, business requirement, business requirements, business need, "
    "business needs, need, "
    "business justification, justification, business case, business reason, reason, why, why do "
    "you need it, "
    "why do you need this, anforderung, anforderungen, bedarf, geschäftlicher bedarf, "
    "geschäftsbedarf, "
    "geschäftliche anforderung, begründung, grund, notwendigkeit, warum, besoin, besoins, besoin "
    "métier, exigence, "
    "exigences, motif, raison, pourquoi",
    "Proposal": "proposals, proposed solution, solution, solution wanted, requested solution, "
    "wanted solution, what, "
    "vorschlag, vorschläge, lösung, lösungsvorschlag, vorgeschlagene lösung, gewünschte lösung, "
    "proposition, "
    "solution proposée, solution souhaitée, solution demandée",
    "Timeline": "time line, timeframe, time frame, how long, how long do you need it, duration, "
    "period, "
    "requested period, proposed timeline, expected timeline, until, needed until, end date, "
    "zeitraum, zeitrahmen, "
    "zeitplan, dauer, laufzeit, wie lange, befristung, gewünschter zeitraum, enddatum, gültig bis, "
    "durée, délai, "
    "période, échéance, calendrier, combien de temps, date de fin",
    "Submitted": "submitted on, submitted at, date submitted, submission date, created, created "
    "on, created at, "
    "created date, date created, createddatetime, created date time, creation date, date, "
    "received, received on, "
    "opened, filed, filed on, request date, requested on, eingereicht, eingereicht am, eingang, "
    "eingangsdatum, "
    "eingegangen am, erstellt, erstellt am, erstellungsdatum, beantragt am, gestellt am, "
    "antragsdatum, datum, "
    "soumis le, date de soumission, créé le, date de création, date de la demande, demandé le, "
    "déposé le, reçu le",
    "Contact": "contact name, contact person, primary contact, requester, requestor, requester "
    "name, requested by, "
    "submitter, submitted by, created by, asked by, reporter, ansprechpartner, ansprechpartnerin, "
    "ansprechperson, "
    "kontakt, kontaktperson, antragsteller, antragstellerin, gemeldet von, erstellt von, "
    "eingereicht von, demandeur, "
    "demandé par, soumis par, créé par, interlocuteur, personne de contact",
    "Email": "e mail, mail, email address, e mail address, mail address, contact email, contact e "
    "mail, "
    "requester email, requester e mail, requestor email, e mail adresse, email adresse, "
    "mailadresse, courriel, "
    "adresse e mail, adresse mail, adresse électronique",
    "Severity": "sev, priority, schweregrad, priorität, gravité, priorité",
    "Devices": "device, of devices, quantity, number of devices, no of devices, nr of devices, "
    "device count, "
    "affected devices, devices affected, users or devices, users or devices impacted, "
    "usersordevicesimpacted, how many "
    "devices, geräte, anzahl geräte, anzahl der geräte, geräteanzahl, betroffene geräte, wie viele "
    "geräte, appareils, "
    "postes, nombre d appareils, nombre de postes, appareils concernés",
    "Description": "details, description text, beschreibung, détails, descriptif",
    "Ticket type": "issue type, type of ticket, request type, record type, tickettyp, ticketart, "
    "vorgangstyp, "
    "vorgangsart, type de ticket, type de demande",
}
DEVICE_WORDS = {
    "Serial Number": "device serial number, serialnumber, deviceserialnumber, serial, serial no, "
    "serial nr, "
    "device serial, bios serial, bios serial number, s n, sn, seriennummer, serien nr, seriennr, "
    "serien nummer, "
    "geräteseriennummer, numéro de série, no de série, n de série, nº de série, num série, numéro "
    "de série de l "
    "appareil, numéro de série du périphérique",
    "Manufacturer": "manufacturer name, make, vendor, device manufacturer, oem, hersteller, "
    "herstellername, "
    "gerätehersteller, fabricant, constructeur, marque, nom du fabricant, nom du constructeur",
    "Model": "device model, model name, modell, gerätemodell, modellbezeichnung, modellname, "
    "modèle, "
    "modèle de l appareil, modèle du périphérique, nom du modèle",
    "Device Name": "devicename, computer name, computername, hostname, host name, computer, "
    "gerätename, rechnername, "
    "pc name, nom de l appareil, nom du périphérique, nom de l ordinateur, nom d hôte, "
    "nom du poste",
    "Ring Name": "ringname, ring, primary update ring, primaryupdatering, update ring, deployment "
    "group, "
    "deploymentgroup, deployment ring, group name, bereitstellungsgruppe, gerätegruppe, "
    "updatering, "
    "groupe de déploiement, anneau, anneau de déploiement",
    "Hardware Hash": "hardwarehash, hardware hashwert, hachage matériel",
    "Windows Product ID": "windows product key id, windows produkt id",
}
SOFTWARE_WORDS = {  # what an inventory tells beside the device, as Intune's exports head it
    "Software": "application name, applicationname, app name, appname, application, app, "
    "software name, "
    "product, product name, program, program name, display name of the app, anwendungsname, "
    "anwendung, "
    "programm, app name, nom de l application, application installée, logiciel, programme",
    "Version": "application version, applicationversion, app version, appversion, "
    "software version, "
    "product version, installed version, anwendungsversion, programmversion, version de l "
    "application",
    "Publisher": "application publisher, applicationpublisher, app publisher, software publisher, "
    "software vendor, herausgeber, éditeur",
    "Install state": "install status, installation status, installation state, "
    "app install state, app install status, appinstallstate loc, installstate loc, "
    "installationsstatus, état d installation",
    "Last check-in": "device last check in, last contact, lastcontact, last sync, "
    "last sync date time, "
    "lastsyncdatetime, last intune sync date time utc, lastintunesyncdatetimeutc, last seen, "
    "last logon, letzter check in, letztes einchecken, dernier archivage, dernière synchronisation",
    "Device ID": "deviceid, intune id, intuneid, intune device id, intunedeviceid, geräte id, "
    "id de l appareil",
    "Customer": "customer name, tenant, tenant name, tenantname, organization, organisation, "
    "company, company name, kunde, mandant, client, société",
}
WEAK_WORDS = {  # said by other headings too: any heading above comes before them
    "Exemption type": "type, typ, ausnahmekategorie, catégorie d exemption",
    "Requirement": "purpose, zweck, objectif",
    "Submitted": "opened at, angelegt am, geöffnet am, ouvert le, date d ouverture",
    "Contact": "opened by, caller, ersteller, melder, nom du contact, nom du demandeur",
    "Severity": "urgency, dringlichkeit, urgence, severity level, priority level, prio, "
    "criticality, kritikalität, "
    "criticité, sévérité, niveau de gravité, niveau de priorité",
    "Device Name": "name",
    "Version": "applicationshortversion, application short version, short version",
    "Install state": "installstate, appinstallstate",  # codes; in words beside them
}
